package dev.tollgate.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Another JVM of this user, through its own counters, which are exact and cost nothing. */
public final class AttachedJvm {
    private final MBeanServerConnection beans;

    private AttachedJvm(MBeanServerConnection beans) {
        this.beans = beans;
    }

    /** The suppressed warning is about untrusted addresses. This address belongs to a process that the script has started. */
    @SuppressWarnings("BanJNDI")
    public static AttachedJvm of(long process) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            JMXServiceURL url = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            return new AttachedJvm(JMXConnectorFactory.connect(url).getMBeanServerConnection());
        } catch (AttachNotSupportedException failure) {
            throw new IOException("process " + process + " is not a JVM of this user", failure);
        }
    }

    /**
     * Returns one of its beans.
     *
     * @param name such as {@link ManagementFactory#THREAD_MXBEAN_NAME}
     */
    public <T> T bean(String name, Class<T> type) throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(beans, name, type);
    }
}
