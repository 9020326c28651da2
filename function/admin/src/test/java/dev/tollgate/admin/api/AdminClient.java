package dev.tollgate.admin.api;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Calls the admin API as somebody. */
final class AdminClient {
    private AdminClient() {}

    /** Somebody with this role, and with one team. */
    static RequestSpecification as(String role, String subject, String team) {
        return given().filter(new AdminContract())
                .header(TestAdministrators.ROLE, role)
                .header(TestAdministrators.SUBJECT, subject)
                .header(TestAdministrators.TEAMS, team)
                .contentType("application/json");
    }

    static RequestSpecification admin() {
        return as("admin", "ann", "none");
    }
}
