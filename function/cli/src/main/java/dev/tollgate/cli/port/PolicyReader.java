package dev.tollgate.cli.port;

import dev.tollgate.guardrail.ContentPolicy;
import java.util.Map;

/** Port: the content policies that are in force, by name. */
public interface PolicyReader {
    Map<String, ContentPolicy> read();
}
