package dev.tollgate.emulator;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals that Java cannot send. As a call and not as a command, which would take longer than the function itself. */
enum ProcessSignal {
    /** Lambda freezes an environment between two events. */
    STOP(19),
    CONTINUE(18);

    private static final MethodHandle KILL = kill();

    private final int number;

    ProcessSignal(int number) {
        this.number = number;
    }

    void send(long pid) {
        try {
            int result = (int) KILL.invokeExact((int) pid, number);
            if (result != 0) {
                System.err.println("process " + pid + " takes no signal: it has ended");
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException("kill cannot be called", impossible);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle kill() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find("kill").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
