"""Rules of many trials: the kernel that any machinery runs, and the command `trialrules batch` on one machine."""
