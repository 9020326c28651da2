package dev.tollgate.route;

import dev.tollgate.openai.Requirements;

/**
 * What decides, apart from the configuration, which targets may be asked at all.
 *
 * @param needs what the request needs of a model
 * @param ofKey what the caller's key demands
 * @param preference what the caller wishes
 */
public record Conditions(Needs needs, Requirements ofKey, Preference preference) {

    /** Every target will do. */
    public static final Conditions NONE = new Conditions(Needs.NOTHING, Requirements.NONE, Preference.NONE);
}
