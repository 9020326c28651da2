package dev.tollgate.config;

import java.util.List;

/** Port: whether the gateway's tables can be used. */
public interface TableProbe {
    /** One text for each table that cannot be used, with its name and AWS' error code. */
    List<String> unusable();
}
