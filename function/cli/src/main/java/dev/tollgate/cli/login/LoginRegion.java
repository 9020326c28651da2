package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The AWS region of an API, for which its requests are signed. */
public final class LoginRegion {
    /** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
    private static final Pattern API_GATEWAY = Pattern.compile(".*\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\..*");

    /** https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html */
    private static final Pattern FUNCTION_URL = Pattern.compile(".*\\.lambda-url\\.[a-z0-9-]+\\.on\\.aws");

    private LoginRegion() {}

    /**
     * The given region, the one in the address, or the user's own.
     *
     * @throws AdminException if there is none, or if the address is a function URL: requests are signed for API Gateway
     */
    public static String of(URI gateway, @Nullable String given, Map<String, String> environment) {
        if (FUNCTION_URL.matcher(gateway.getHost()).matches()) {
            throw new AdminException(
                    AdminErrorKind.INVALID_VALUE,
                    gateway + " is a function URL. `tollgate login --aws` signs requests for API Gateway only."
                            + " With --direct, commands work on the gateway's tables with your AWS rights.");
        }
        Matcher address = API_GATEWAY.matcher(gateway.getHost());
        return Stream.of(
                        Optional.ofNullable(given),
                        Optional.of(address).filter(Matcher::matches).map(match -> match.group(1)),
                        Optional.ofNullable(environment.get("AWS_REGION")),
                        Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .flatMap(Optional::stream)
                .filter(region -> !region.isBlank())
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_VALUE, "The region of " + gateway + " is unknown: give --region."));
    }
}
