package dev.tollgate.fake;

/** The setting that tells a test which ports it gets: without an address of a store it gets the fakes. */
final class WithoutStore {
    static final String SETTING = "tollgate.dynamodb.endpoint";
    static final String NONE = "none";

    private WithoutStore() {}
}
