package dev.didact.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Measures everything and prints it.
final class Figures {
    private Figures() {}

    /// Measures; takes some five minutes.
    ///
    /// @param arguments the folder of what is built here, and the name of the jar in it
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        ListingCost.print(jars(target, target.resolve(arguments[1])));
        new Runner(options(Reload.class, target)
                        .mode(Mode.SingleShotTime)
                        .timeUnit(TimeUnit.MILLISECONDS)
                        .warmupIterations(0)
                        .measurementIterations(5)
                        .forks(5)
                        .build())
                .run();
        new Runner(options(RubricCall.class, target)
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .forks(3)
                        .build())
                .run();
        new Runner(options(NearDuplicate.class, target)
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .forks(1)
                        .build())
                .run();
    }

    /// JVMs as the launcher starts them.
    private static ChainedOptionsBuilder options(Class<?> benchmark, Path target) {
        return new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .jvmArgs("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                .addProfiler(ProcessorTime.class)
                .resultFormat(ResultFormatType.JSON)
                .result(target.resolve(benchmark.getSimpleName() + ".json").toString())
                .shouldFailOnError(true);
    }

    /// The class path with the packed classes of this module in place of their folder.
    private static String jars(Path target, Path jar) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).equals(target.resolve("classes")) ? jar.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
