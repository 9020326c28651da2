package dev.tollgate.histories;

import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The first try of some DynamoDB calls fails: it never arrives, or DynamoDB executes it and the answer is lost. */
final class DynamoFaults implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> TRIED = new ExecutionAttribute<>("tried before");

    private final int percent;

    DynamoFaults(int percent) {
        this.percent = percent;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(TRIED) == null && strikes()) {
            attributes.putAttribute(TRIED, true);
            throw RetryableException.create("lost on the way, as the history wants it", null);
        }
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean lost = attributes.getAttribute(TRIED) == null && strikes();
        attributes.putAttribute(TRIED, true);
        return lost ? context.httpResponse().toBuilder().statusCode(500).build() : context.httpResponse();
    }

    private boolean strikes() {
        return ThreadLocalRandom.current().nextInt(100) < percent;
    }
}
