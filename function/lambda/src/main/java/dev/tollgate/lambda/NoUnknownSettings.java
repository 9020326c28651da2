package dev.tollgate.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;

/**
 * At each start Quarkus compares every setting with all those that it knows, to warn of misspelt ones of its own. That takes a
 * fifth of the start, and a function's settings come from a template and not from a keyboard.
 */
@TargetClass(className = "io.quarkus.runtime.generated.Config")
final class NoUnknownSettings {
    @Substitute
    static boolean isMapped(NameIterator name) {
        return true;
    }
}
