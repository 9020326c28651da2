package dev.tollgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The compiled main code of this module, imported once for all tests of its structure. */
final class GatewayCode {
    static final String ROOT = "dev.tollgate.";
    static final JavaClasses CODE = new ClassFileImporter()
            .importPath(Path.of(System.getProperty("dev.tollgate.root"), "function/gateway/target/classes"));

    private GatewayCode() {}

    static DescribedPredicate<JavaClass> aDialect() {
        return resideInAPackage(ROOT + "provider.*..").as("a provider's dialect");
    }
}
