package dev.tollgate.process;

import jakarta.inject.Singleton;

/** Ends the JVM without its shutdown hooks: they need memory that may not be there. */
@Singleton
final class ImmediateExit implements ProcessExit {

    @Override
    public void halt(int status) {
        Runtime.getRuntime().halt(status);
    }
}
