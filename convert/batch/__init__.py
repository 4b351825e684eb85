"""Many inputs into one folder: planned, done by an engine, and remembered in a journal.

    names -> plan (inputs, one after the other) -> run -> engine (workers: Source -> staged files) -> place -> journal

What an article becomes is settled in one place and in the order of the plan (`run`), whoever did the work and when:
so names, messages and files are the same with any engine and any number of workers.
"""
