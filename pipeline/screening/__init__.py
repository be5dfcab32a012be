"""Rules against patients: three truth values, calendar-exact windows, units that convert or say so."""
