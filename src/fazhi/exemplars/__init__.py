"""示范引领: duty reports, demonstration, inspection, interference."""
