package dev.didact.shell.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DependencyRulesTest {

    private static final String[] CORE = {
        "dev.didact.api..",
        "dev.didact.engine..",
        "dev.didact.processor..",
        "dev.didact.testkit..",
        "dev.didact.shell.."
    };

    @Test
    void everyModuleIsSeen() {
        assertThat(Modules.ALL)
                .extracting(type -> type.getPackageName())
                .contains("dev.didact.api", "dev.didact.engine", "dev.didact.processor", "dev.didact.shell")
                .contains("dev.didact.student", "dev.didact.rubrics.judge");
    }

    @Test
    void theApiNeedsOnlyTheJdkAndThreeSmallLibraries() {
        classes()
                .that()
                .resideInAPackage("dev.didact.api..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.pf4j..", "org.slf4j..", "org.jspecify..", "dev.didact.api.."))
                .because("a plugin sees the JDK, these packages and its own jars, nothing else:"
                        + " core/docs/decisions/0003-plugin-archive.md")
                .check(Modules.ALL);
    }

    @Test
    void theEngineKnowsNoPluginAndNoShell() {
        noClasses()
                .that()
                .resideInAPackage("dev.didact.engine..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.didact..")
                        .and(resideOutsideOfPackages("dev.didact.api..", "dev.didact.engine..")))
                .because("programs embed the engine, and plugins are found by their manifests:"
                        + " core/docs/decisions/0003-plugin-archive.md")
                .check(Modules.ALL);
    }

    @Test
    void aPluginDependsOnTheApiAlone() {
        noClasses()
                .that(resideInAPackage("dev.didact..").and(resideOutsideOfPackages(CORE)))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.didact.engine..", "dev.didact.shell..", "dev.didact.processor.."))
                .because("its class loader does not show it more: core/docs/decisions/0003-plugin-archive.md")
                .check(Modules.ALL);
    }

    @Test
    void theEnginesOwnPartsAreNamedByNobodyElse() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.didact.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.didact.engine.internal..")
                .because("what is internal may change with any version: core/docs/decisions/0001-build.md")
                .check(Modules.ALL);
    }

    @Test
    void onlyTheShellKnowsTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.didact.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .because("a program without a terminal embeds the engine: core/docs/decisions/0001-build.md")
                .check(Modules.ALL);
    }
}
