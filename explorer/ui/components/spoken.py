"""What a page says by itself, to who hears it, of a change that Streamlit's own elements show."""

from explorer.ui.components.component import component

_spoken = component("spoken", html="<p class='spoken' role='status'></p>")


def say(*sentences: str, key: str) -> None:
    """Say aloud, after a change, the first of some sentences that is another one now.

    Call it below what shows them; what stands there at first is not said.

    Parameters
    ----------
    *sentences : str
        What the page shows, the news first; ``**`` marks what is bold.
    key : str
        Of the component.
    """
    _spoken({"sentences": [sentence.replace("**", "") for sentence in sentences]}, key=f"spoken_{key}")
