package dev.tollgate.http;

import java.util.Map;
import java.util.Optional;

/**
 * The status and headers of a reply.
 *
 * @param status the status, from 200
 * @param headers by name in lower case; several with one name are one list
 * @param last whether the other side closes the connection after the body
 */
public record HttpReplyHead(int status, Map<String, String> headers, boolean last) {
    /** A header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
