package dev.tollgate.pipeline;

import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the gateway can serve: whether its store responds. */
@ApplicationScoped
public class ReadinessCheck {
    private final Router router;

    ReadinessCheck(Router router) {
        this.router = router;
    }

    /** Throws {@code STORE_UNAVAILABLE} if it cannot. */
    public void verify() {
        router.verify();
    }
}
