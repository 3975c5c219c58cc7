package io.copyflow.translate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import org.junit.jupiter.api.Test;

class TranslateStageArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.copyflow.translate");

    @Test
    void the_domain_knows_the_jdk_the_contract_and_what_a_decider_is() {
        classes()
                .that()
                .resideInAPackage("..translate.domain..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are of the JDK, the contract, the domain, or Decider and Decision",
                        type -> type.getPackageName().startsWith("java.")
                                || type.getPackageName().equals("io.copyflow.contract")
                                || type.getPackageName().equals("io.copyflow.translate.domain")
                                || type.getPackageName().equals("org.jspecify.annotations")
                                || type.isEquivalentTo(Decider.class)
                                || type.getName().startsWith(Decision.class.getName())))
                .check(CLASSES);
    }

    @Test
    void the_checks_know_unicodes_data_the_contract_and_the_domain() {
        classes()
                .that()
                .resideInAPackage("..translate.checks..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.ibm.icu..",
                        "io.copyflow.contract",
                        "io.copyflow.translate.checks",
                        "io.copyflow.translate.domain",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void only_the_wire_the_stage_and_what_reads_and_asks_it_know_avro() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..translate.wire..")
                .and()
                .doNotHaveSimpleName("TranslateStage")
                .and()
                .haveNameNotMatching(".*\\.(TaskQueue|TaskStore|Holdings|KafkaTranslationDesk)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.copyflow.schemas..")
                .check(CLASSES);
    }

    @Test
    void only_the_workers_and_the_queue_know_kafka() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(engine\\.(DraftWorkers?|DraftOrders|OrderHandling)|TaskQueue)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void the_exchange_formats_know_of_copyflow_the_contract_only() {
        noClasses()
                .that()
                .resideInAPackage("..translate.exchange..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of Copyflow, and neither of the contract nor of the exchange formats",
                        type -> type.getPackageName().startsWith("io.copyflow.")
                                && !type.getPackageName().equals("io.copyflow.contract")
                                && !type.getPackageName().equals("io.copyflow.translate.exchange")))
                .check(CLASSES);
    }

    @Test
    void only_the_memory_knows_lucene() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..translate.memory..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_another_stage() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.copyflow.ingest..",
                        "io.copyflow.review..",
                        "io.copyflow.publish..",
                        "io.copyflow.channels..")
                .check(CLASSES);
    }
}
