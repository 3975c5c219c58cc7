package io.copyflow.ingest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import org.junit.jupiter.api.Test;

class IngestArchitectureTest {

    private final JavaClasses ingest = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.copyflow.ingest");

    @Test
    void the_domain_knows_the_jdk_and_the_contract_only() {
        classes()
                .that()
                .resideInAPackage("io.copyflow.ingest.domain")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..", "io.copyflow.ingest.domain", "io.copyflow.contract", "org.jspecify..")
                        .or(belongToAnyOf(
                                Decider.class, Decision.class, Decision.Accepted.class, Decision.Refused.class)))
                .check(ingest);
    }

    @Test
    void only_the_wire_and_the_way_to_kafka_know_avro() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.copyflow.ingest.wire")
                .and()
                .haveNameNotMatching(".*Kafka(Story|Status)Desk.*")
                .and()
                .doNotHaveSimpleName("IngestStage")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.copyflow.schemas..")
                .check(ingest);
    }

    @Test
    void ingest_sees_no_other_stage() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.copyflow.translate..",
                        "io.copyflow.review..",
                        "io.copyflow.publish..",
                        "io.copyflow.channels..")
                .check(ingest);
    }
}
