package dev.didact.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

class ContributionProcessorTest {

    @Test
    void theCompilerFindsTheProcessorByItsServiceFile() {
        assertThat(ServiceLoader.load(Processor.class)).hasAtLeastOneElementOfType(ContributionProcessor.class);
    }

    @Test
    void theProcessorSeesEveryCompilation() {
        assertThat(new ContributionProcessor().getSupportedAnnotationTypes()).containsExactly("*");
    }
}
