package dev.tollgate.edge;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The format of a usage report. */
enum UsageFormat {
    JSON("application", "json"),
    CSV("text", "csv");

    private static final Logger LOG = Logger.getLogger(UsageFormat.class);

    private final String type;
    private final String subtype;

    UsageFormat(String type, String subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    /** The form that the {@code Accept} header wants most; JSON where it wants neither, or cannot be read. */
    static UsageFormat accepted(HttpHeaders headers) {
        try {
            return best(headers.getAcceptableMediaTypes());
        } catch (IllegalArgumentException unreadable) {
            LOG.debugf(unreadable, "an Accept header that asks for nothing");
            return JSON;
        }
    }

    /** Of these ranges, the most welcome first. */
    private static UsageFormat best(List<MediaType> acceptable) {
        return acceptable.stream()
                .filter(range -> !isRefused(range))
                .flatMap(range -> Stream.of(values()).filter(form -> form.isIn(range)))
                .filter(form -> acceptable.stream().noneMatch(range -> isRefused(range) && form.isNamed(range)))
                .findFirst()
                .orElse(JSON);
    }

    private boolean isIn(MediaType range) {
        return range.isCompatible(new MediaType(type, subtype));
    }

    private boolean isNamed(MediaType range) {
        return isIn(range) && !range.isWildcardType() && !range.isWildcardSubtype();
    }

    /** A weight of zero says that it is not wanted (https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2). */
    private static boolean isRefused(MediaType range) {
        return range.getParameters().getOrDefault("q", "1").matches("0(\\.0{0,3})?");
    }
}
