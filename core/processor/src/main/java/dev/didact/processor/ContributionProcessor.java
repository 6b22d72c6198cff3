package dev.didact.processor;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/// The processor of a plugin's contributions. It sees every compilation, also one without contributions, because a
/// plugin that contributes nothing still has a manifest; it claims no annotation, so other processors run beside it.
@SupportedAnnotationTypes("*")
@SupportedOptions({"didact.id", "didact.version", "didact.title", "didact.licence", "didact.support"})
public final class ContributionProcessor extends AbstractProcessor {

    /// Made by the compiler through the service file.
    public ContributionProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return false;
    }
}
