"""How the server is kept, and what it needs of Streamlit beyond the public interface."""
