"""Names of Streamlit that are not part of its public interface, each with what is done without it."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def is_history_navigation() -> bool:
    """Tell whether Back or Forward in the browser started this run; False if Streamlit does not say."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))
