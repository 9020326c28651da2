package dev.tollgate.cli.cost;

import java.util.Locale;

/** The template's parameter {@code EndpointType}. */
public enum EndpointType {
    REST,
    URL,
    HTTP;

    /** As the template spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
