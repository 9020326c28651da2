package dev.tollgate.admin.api;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.Administrator;
import io.vertx.ext.web.RoutingContext;

/** Who makes a change by the admin API. */
final class AdminCall {
    private static final String REQUEST_ID = "x-request-id";

    private AdminCall() {}

    static ChangeAuthor author(RoutingContext http) {
        Administrator administrator = AccessFilter.administrator(http);
        return new ChangeAuthor(
                administrator.subject(),
                administrator.role().text(),
                http.response().headers().get(REQUEST_ID));
    }
}
