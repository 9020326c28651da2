package dev.tollgate.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;

/**
 * Turns off Quarkus' search for misspelt settings of its own, which takes a fifth of the start. A function's settings come
 * from a template, so nobody misspells them by hand.
 */
@TargetClass(className = "io.quarkus.runtime.generated.Config")
final class NoUnknownSettings {
    @Substitute
    static boolean isMapped(NameIterator name) {
        return true;
    }
}
