package dev.tollgate.emulator;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals that Java cannot send. Uses a native call, because a command would take longer than the function itself. */
enum ProcessSignal {
    /** Freezes a process, as Lambda does between two events. */
    STOP(19),
    /** Resumes a frozen process. */
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
                System.err.println("process " + pid + " has ended and cannot receive a signal");
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException("the call of kill failed", impossible);
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
