package dev.tollgate.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What somebody at a terminal can do about a store that refuses or does not answer. */
public final class StoreAdvice {
    private static final Pattern ACTION = Pattern.compile("to perform: ([a-z]+:[A-Za-z]+)(?: on resource: (\\S+))?");

    /** An answer that is no JSON: the SDK quotes the parser, and then the status. */
    private static final Pattern UNREADABLE =
            Pattern.compile("Unable to unmarshall response.*Response Code: (\\d+)", Pattern.DOTALL);

    private static final String STRANGER = ". It may be a proxy on the way, or the wrong port:"
            + " TOLLGATE_DYNAMODB_ENDPOINT and, with --local, TOLLGATE_DYNAMODB_PORT say what is asked.";

    private StoreAdvice() {}

    /** A sentence or two, where a failure comes from AWS or from the way to it. */
    public static Optional<String> on(Throwable failure) {
        String table = causes(failure)
                .filter(TableException.class::isInstance)
                .map(cause -> ((TableException) cause).table())
                .findFirst()
                .orElse("");
        return causes(failure)
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast)
                .findFirst()
                .map(cause -> advice(cause, table));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String advice(SdkException failure, String table) {
        return switch (failure) {
            case ResourceNotFoundException _ ->
                "There is no table " + table
                        + " in this account and region. --stack names the gateway's stack, AWS_REGION its"
                        + " region; `make deploy` creates the tables.";
            case DynamoDbException refused -> refusal(refused, table);
            case SdkClientException client -> unreachable(client, table);
            default -> failure.getMessage();
        };
    }

    private static String refusal(DynamoDbException refused, String table) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(refused.awsErrorDetails());
        Optional<String> code = details.map(AwsErrorDetails::errorCode);
        if (code.isEmpty()) {
            return stranger(String.valueOf(refused.statusCode()), table);
        }
        String message = details.map(AwsErrorDetails::errorMessage).orElse("no reason told");
        return switch (code.get()) {
            case "AccessDeniedException" -> denied(message, table);
            case "ExpiredTokenException" ->
                "Your AWS credentials have expired: sign in again, such as with `aws sso login`.";
            case "UnrecognizedClientException", "InvalidSignatureException", "InvalidClientTokenId" ->
                "AWS does not accept your credentials: " + message;
            default -> "The table " + table + " does not answer: " + refused.getMessage();
        };
    }

    /** Every refusal of DynamoDB's has a code. */
    private static String stranger(String status, String table) {
        return "What was asked for the table " + table + " is not DynamoDB, and answers with HTTP status " + status
                + STRANGER;
    }

    private static String denied(String words, String table) {
        Matcher action = ACTION.matcher(words);
        boolean told = action.find();
        String resource = told && action.group(2) != null ? action.group(2) : "the table " + table;
        return "Your AWS credentials may not " + (told ? action.group(1) : "do this") + " on " + resource
                + ". docs/cli.md lists the rights that each command needs.";
    }

    /** The SDK says this in many words, one part for each place where it has looked. */
    private static String unreachable(SdkClientException client, String table) {
        String words = String.valueOf(client.getMessage());
        Matcher unreadable = UNREADABLE.matcher(words);
        if (unreadable.find()) {
            return stranger(unreadable.group(1), table);
        }
        if (words.contains("Unable to load credentials")) {
            return "There are no AWS credentials: set AWS_PROFILE or sign in, or say --local for the tables of `make run`.";
        }
        if (words.contains("Unable to load region")) {
            return "No AWS region is set: set AWS_REGION, or say --local for the tables of `make run`.";
        }
        String local =
                words.contains("//127.0.0.1:") ? " Is `make run` running? TOLLGATE_DYNAMODB_PORT names its port." : "";
        return "DynamoDB cannot be reached: " + words + "." + local;
    }
}
