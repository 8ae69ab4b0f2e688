"""Small JPEG files with arithmetic coding: nothing that the tests need can write them.

`cjpeg` of libjpeg-turbo 2.1.5 wrote them, with `-arithmetic`, and with `-progressive` the second one.
"""

from base64 import b64decode

import numpy as np

GREY = 10 * np.broadcast_to(np.arange(24), (16, 24))
"""What both show within a level: 24 greys from left to right, in levels."""

ARITHMETIC = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx"
    "NDQ0Hyc5PTgyPC4zNDL/yQALCAAQABgBAREA/8wABgAQEAX/2gAIAQEAAD8A/wC4/wBd9vpLWOZsZ6DnMkDeAe0L5v/Z"
)

PROGRESSIVE = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx"
    "NDQ0Hyc5PTgyPC4zNDL/ygALCAAQABgBAREA/8wABAAQ/9oACAEBAAAAAf8Ace5dTJEC0SD/zAAEEAX/2gAIAQEAAQUCFTRvmxz/"
    "zAAEEAX/2gAIAQEABj8CwP/MAAQQBf/aAAgBAQABPyGoY1WA/9oACAEBAAAAEP7/zAAEEAX/2gAIAQEAAT8QTpj/2Q=="
)
