package dev.tollgate.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;

/**
 * In a native image Quarkus starts a loop of its own, which cannot stream; two loops would take each other's events. In
 * a JVM's production mode it starts none.
 */
@TargetClass(AmazonLambdaRecorder.class)
final class StockLoopOff {
    @Substitute
    public void startPollLoop(ShutdownContext context, LaunchMode mode) {}
}
