"""The drug tables and the script that builds the bulk one."""
