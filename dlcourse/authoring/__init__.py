"""For authors: from the text of a lesson to the notebook that a reader opens.

source    text → notebook with lasting cell ids        stale      has anything changed since it was run?
run       execute a notebook as a reader would         stored     what may be stored, and what must not
notebooks run what is stale and store it               measure    run time and peak memory of each lesson
offline   run a command with the network cut off       calibrate  how far each bound of evidence lies from bad luck
"""
