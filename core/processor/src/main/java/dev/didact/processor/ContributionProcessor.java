package dev.didact.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/// Writes the manifest of a plugin from its classes that carry `@Contributes`, so that the host knows id, title and
/// configuration of every
/// contribution without loading a class.
///
/// It sees every compilation, also one without contributions, because a plugin that contributes nothing still has a
/// manifest; it claims no
/// annotation, so other processors run beside it. Id, version, title, licence and support address come as options.
@SupportedAnnotationTypes("*")
@SupportedOptions({"didact.id", "didact.version", "didact.title", "didact.licence", "didact.support"})
public final class ContributionProcessor extends AbstractProcessor {
    private final List<Found> contributions = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final CapabilityReader capabilities = new CapabilityReader();
    private final RequirementReader requirements = new RequirementReader();
    private boolean mistaken;

    /// Made by the compiler through the service file.
    public ContributionProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        annotated(ContributionReader.CONTRIBUTES, annotations, round).forEach(this::contribution);
        annotated(CapabilityReader.CAPABILITIES, annotations, round).forEach(this::capabilities);
        annotated(RequirementReader.REQUIRES, annotations, round).forEach(this::requirements);
        if (round.processingOver() && !mistaken && !round.errorRaised()) {
            write();
        }
        return false;
    }

    private static List<? extends Element> annotated(
            String name, Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return annotations.stream()
                .filter(annotation -> annotation.getQualifiedName().contentEquals(name))
                .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
                .toList();
    }

    private void capabilities(Element element) {
        try {
            capabilities.read(
                    element,
                    Annotations.find(element, CapabilityReader.CAPABILITIES).orElseThrow());
        } catch (Mistake mistake) {
            tell(mistake);
        }
    }

    private void requirements(Element element) {
        try {
            requirements.read(
                    element,
                    Annotations.find(element, RequirementReader.REQUIRES).orElseThrow());
        } catch (Mistake mistake) {
            tell(mistake);
        }
    }

    private void contribution(Element element) {
        try {
            Found found = new ContributionReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils())
                    .read(
                            element,
                            Annotations.find(element, ContributionReader.CONTRIBUTES)
                                    .orElseThrow());
            if (!taken.add(found.list() + "/" + found.id())) {
                throw new Mistake(
                        element, "there are two " + found.list() + " with the id '" + found.id() + "'; rename one");
            }
            contributions.add(found);
        } catch (Mistake mistake) {
            tell(mistake);
        }
    }

    private void tell(Mistake mistake) {
        mistaken = true;
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, mistake.getMessage(), mistake.element());
    }

    private void write() {
        String id = option("didact.id", "");
        String version = option("didact.version", "");
        if (id.isEmpty() && version.isEmpty() && contributions.isEmpty()) {
            return;
        }
        if (!id.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*")) {
            error("-Adidact.id=" + id
                    + " is no id of a plugin; write small letters, digits, '-' and '.':"
                    + " -Adidact.id=org.example.essays");
            return;
        }
        if (!version.matches("[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?")) {
            error("-Adidact.version=" + version + " is no version; write three numbers: -Adidact.version=1.2.0");
            return;
        }
        Map<String, Object> declared;
        try {
            declared = capabilities.declared(contributions);
        } catch (Mistake mistake) {
            tell(mistake);
            return;
        }
        var files = new PluginFiles(
                id,
                version,
                option("didact.title", id),
                option("didact.licence", "NOASSERTION"),
                option("didact.support", ""),
                processingEnv.getSourceVersion().name().replace("RELEASE_", ""),
                requirements.ranges(),
                declared,
                contributions);
        try {
            files.write(processingEnv.getFiler());
        } catch (IOException e) {
            error("the manifest of " + id + " could not be written: " + e.getMessage()
                    + "; where another annotation processor writes the same file, as PF4J's writes extensions.idx, name"
                    + " didact-processor alone on the processor path");
        }
    }

    private String option(String name, String otherwise) {
        Map<String, String> options = processingEnv.getOptions();
        // An option without a value is there, and null.
        String value = options.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private void error(String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message);
    }
}
