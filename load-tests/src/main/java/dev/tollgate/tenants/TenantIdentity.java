package dev.tollgate.tenants;

import java.util.concurrent.ThreadLocalRandom;

/** One of two who use the same gateway, the same alias and the same cache. */
enum TenantIdentity {
    RED("red"),
    BLUE("blue");

    private static final String DOMAIN = "-tenant.example";
    private static final int ADDRESSES = 1_000;

    private final String id;

    TenantIdentity(String id) {
        this.id = id;
    }

    /** The id of its key. */
    String id() {
        return id;
    }

    /** One of its canaries: an address that nobody but this tenant may see. */
    String canary() {
        return "canary" + ThreadLocalRandom.current().nextInt(ADDRESSES) + "@" + id + DOMAIN;
    }

    /** Whether a text has a canary of either tenant. */
    static boolean isCanaryIn(String text) {
        return text.contains(DOMAIN);
    }
}
