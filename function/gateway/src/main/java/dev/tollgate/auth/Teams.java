package dev.tollgate.auth;

import java.util.Map;

/** Port: finds the teams whose rules hold for keys. It needs no read of its own for a call. */
public interface Teams {

    /** The teams in force, by id. */
    Map<String, Team> current();
}
