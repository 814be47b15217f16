"""The quizzes' questions, one topic a file: functions from a random generator to a question, so that there are always
new ones of the same kind."""
