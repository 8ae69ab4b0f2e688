"""What runs once for all visitors, and the private names of Streamlit."""
