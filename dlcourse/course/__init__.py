"""The content of the course: one room a chapter, named by its topic. `course.toml` lists the chapters in order.

A room holds all that an author of the chapter touches: the lessons (one text each), ``exercises.md``, ``quiz.md``,
``demos/``, what its experiments call, and ``runs/``, the longer runs with what they measured. See ARCHITECTURE.md.
"""
