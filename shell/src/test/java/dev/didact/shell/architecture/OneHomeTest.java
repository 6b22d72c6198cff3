package dev.didact.shell.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Time, chance, standard streams and the end of the process have one home each; everybody else is handed them.
class OneHomeTest {

    /// Class (nested classes included) and why it may.
    private static final Map<String, String> HOMES = Map.ofEntries(
            Map.entry("dev.didact.shell.Main", "the entry of the process owns its streams and its exit code"),
            Map.entry(
                    "dev.didact.engine.internal.child.ChildMain",
                    "the entry of a plugin's own process, whose streams are the protocol; its clock is in no result"),
            Map.entry(
                    "dev.didact.engine.internal.loop.LocalWorkspace",
                    "the clock of all runs of a process comes in here"),
            Map.entry("dev.didact.shell.log.LogFile", "an entry of the log says when; it is in no result"),
            Map.entry(
                    "dev.didact.engine.internal.loop.FullJitter",
                    "calls that failed together must not come back together; how long was waited is in no result"),
            Map.entry(
                    "dev.didact.engine.internal.workspace.TemporaryFolder",
                    "two processes must not meet in one temporary name, which is in no result"));

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis");

    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.UUID.randomUUID",
            "java.security.SecureRandom.<init>");

    private static final Set<String> PROCESS = Set.of(
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.System.in",
            "java.lang.System.exit",
            "java.lang.System.console",
            "java.lang.Runtime.exit",
            "java.lang.Runtime.halt");

    @Test
    void timeComesFromTheContext() {
        rule(CLOCKS, "the same recipe, random seed and recorded answers give the same bytes");
    }

    @Test
    void chanceComesFromTheContext() {
        rule(CHANCE, "the same recipe, random seed and recorded answers give the same bytes");
    }

    @Test
    void streamsAndExitBelongToTheEntry() {
        rule(PROCESS, "programs embed the engine, and a detached run has no terminal");
    }

    private static void rule(Set<String> names, String why) {
        classes()
                .should(leaveAlone(names))
                .because(why + ": core/docs/decisions/0001-build.md")
                .check(Modules.ALL);
    }

    private static ArchCondition<JavaClass> leaveAlone(Set<String> names) {
        return new ArchCondition<>("leave alone " + names) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (HOMES.containsKey(outermost(type).getName())) {
                    return;
                }
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    String name = access.getTargetOwner().getName() + "."
                            + access.getTarget().getName();
                    boolean unseeded = name.equals("java.util.Random.<init>")
                            && names.equals(CHANCE)
                            && access.getDescription().contains("Random.<init>()");
                    if (names.contains(name) || unseeded) {
                        events.add(violated(type, access.getDescription()));
                    }
                }
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(OneHomeTest::outermost).orElse(type);
    }
}
