package dev.tollgate.fake;

/** The setting that selects a test's ports: the test gets the fakes unless it sets the address of a store. */
final class WithoutStore {
    static final String SETTING = "tollgate.dynamodb.endpoint";
    static final String NONE = "none";

    private WithoutStore() {}
}
