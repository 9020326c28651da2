package dev.tollgate.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;

/**
 * Turns off Quarkus' own poll loop, which cannot stream and would take events from ours. Quarkus starts it only in a native
 * image, not in production mode on the JVM.
 */
@TargetClass(AmazonLambdaRecorder.class)
final class StockLoopOff {
    @Substitute
    public void startPollLoop(ShutdownContext context, LaunchMode mode) {}
}
