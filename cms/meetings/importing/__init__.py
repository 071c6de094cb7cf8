"""Minutes written in Word: what a ``.docx`` holds, as blocks of our pages.

``reading.read`` is the whole of it; nothing here knows the database.
"""
