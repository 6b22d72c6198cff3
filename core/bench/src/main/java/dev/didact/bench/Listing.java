package dev.didact.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.didact.engine.internal.host.PluginHost;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// Opens a host and lists its plugins: a program of its own, because what it measures is the first thing that a process
/// does.
final class Listing {
    private Listing() {}

    /// Prints how many plugins there are, and the processor time in microseconds: of this thread since it began, and of
    /// the whole process, which includes its start and the JIT.
    ///
    /// @param arguments the folder of the host
    public static void main(String[] arguments) {
        var threads = ManagementFactory.getThreadMXBean();
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = threads.getCurrentThreadCpuTime();
        try (PluginHost host = Fixture.host(Path.of(arguments[0]))) {
            int plugins = host.catalog().plugins().size();
            long thread = threads.getCurrentThreadCpuTime() - before;
            System.out.println(plugins + " " + thread / 1_000 + " " + process.getProcessCpuTime() / 1_000);
        }
    }
}
