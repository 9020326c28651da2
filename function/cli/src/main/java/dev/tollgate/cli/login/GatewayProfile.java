package dev.tollgate.cli.login;

import java.net.URI;

/**
 * A gateway, and how somebody has logged in there.
 *
 * @param url its address, without a path of the API
 */
public record GatewayProfile(String name, URI url, ProfileLogin login) {
    /** The same gateway with a renewed login. */
    GatewayProfile with(ProfileLogin renewed) {
        return new GatewayProfile(name, url, renewed);
    }
}
