/** Java, Kotlin and the frameworks on top of the JVM. */
import type { Phrase } from '../phrase.ts';

export const java: readonly Phrase[] = [
  {
    name: 'out-of-memory', kind: 'heap-exhausted', fields: { runtime: 'java' },
    pattern: /java\.lang\.OutOfMemoryError: (?<what>Java heap space|GC overhead limit exceeded|Metaspace|Compressed class space|(?:Cannot reserve \d{1,20} bytes of direct|Direct) buffer memory|Requested array size exceeds VM limit)/,
    sample: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space', source: 'case:mem-java-heap',
    nearMiss: 'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
  },
  {
    name: 'netty-direct', kind: 'heap-exhausted', fields: { runtime: 'java' }, pattern: /OutOfDirectMemoryError: (?<what>failed to allocate \d{1,20} byte\(s\) of direct memory \(used: \d{1,20}, max: \d{1,20}\))/,
    sample: 'io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 1056964615, max: 1073741824)', source: 'netty/netty:common/src/main/java/io/netty/util/internal/PlatformDependent.java',
    nearMiss: 'failed to allocate 16777216 byte(s) for the page cache',
  },
  {
    // It does not tell the text.
    name: 'duration', kind: 'value-invalid', fields: { expected: 'a duration of ISO 8601, such as PT30S' }, pattern: /java\.time\.format\.DateTimeParseException: Text cannot be parsed to a Duration\b/,
    sample: 'Exception in thread "main" java.time.format.DateTimeParseException: Text cannot be parsed to a Duration', source: 'run:java 17',
    nearMiss: "Exception in thread \"main\" java.time.format.DateTimeParseException: Text '2026-13-01' could not be parsed: Invalid value for MonthOfYear (valid values 1 - 12): 13",
  },
  {
    name: 'terminating-oom', kind: 'heap-exhausted', fields: { runtime: 'java' }, pattern: /^(?:Terminating|Aborting) due to java\.lang\.OutOfMemoryError: (?<what>[^\n]{1,80})/,
    sample: 'Terminating due to java.lang.OutOfMemoryError: Java heap space', source: 'openjdk/jdk:src/hotspot/share/utilities/debug.cpp',
    nearMiss: 'Terminating due to a signal',
  },
  {
    // Where there is no memory left even for the stack trace (openjdk/jdk:src/hotspot/share/runtime/javaThread.cpp).
    name: 'handler-oom', kind: 'heap-exhausted', fields: { runtime: 'java' }, pattern: /^Exception: java\.lang\.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "/,
    sample: 'Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "main"', source: 'run:java 17',
    nearMiss: 'Exception: java.lang.StackOverflowError thrown from the UncaughtExceptionHandler in thread "main"',
  },
  {
    name: 'native-memory', kind: 'heap-exhausted', fields: { runtime: 'java', what: 'native memory' }, pattern: /There is insufficient memory for the Java Runtime Environment to continue|Native memory allocation \((?:mmap|malloc)\) failed to (?:map|allocate|commit|reserve)|os::commit_memory\(.{1,120}error='Not enough space'/,
    sample: '# There is insufficient memory for the Java Runtime Environment to continue.', source: 'openjdk/jdk:src/hotspot/share/utilities/vmError.cpp',
    nearMiss: '# A fatal error has been detected by the Java Runtime Environment:',
  },
  {
    name: 'vm-memory', kind: 'heap-exhausted', fields: { runtime: 'java' }, pattern: /^(?<what>Could not (?:reserve enough space for \S{1,30} object heap|allocate (?:metaspace|compressed class space|enough memory)[^\n]{0,60}))/,
    sample: 'Could not reserve enough space for 104856551424KB object heap', source: 'run:java 17',
    nearMiss: 'Initial heap size set to a larger value than the maximum heap size',
  },
  {
    name: 'vm-option', kind: 'flag-unknown', fields: { program: 'java' }, pattern: /^(?:Unrecognized option: (?<flag>-\S{1,100})|Unrecognized VM option '(?<flag2>[^']{1,100})')/,
    sample: "Unrecognized VM option 'UseConcMarkSweepGC'", source: 'run:java 17',
    nearMiss: 'Unrecognized token was skipped',
  },
  {
    name: 'picocli-required', kind: 'argument-missing', pattern: /^Missing required (?:option|options|parameter|parameters)(?: and parameters?)?: '?(?<options>[^'\n]{1,100})/,
    sample: "Missing required option: '--month=<month>'", source: 'remkop/picocli:src/main/java/picocli/CommandLine.java',
    nearMiss: "Unknown option: '--month'",
  },
  {
    name: 'vm-value', kind: 'value-invalid', pattern: /^(?:Invalid (?<name>maximum heap size|initial heap size|thread stack size|Xlog option|-Xlog option): (?<value>\S{1,60})|Improperly specified VM option '(?<name2>[\w]{1,80})=(?<value2>[^']{0,60})'|(?<name3>Initial heap size) set to a larger value than the maximum heap size)/,
    sample: 'Invalid maximum heap size: -Xmx12x', source: 'run:java 17',
    nearMiss: "Unrecognized VM option 'Nope'",
  },
  {
    name: 'vm-start', kind: 'config-rejected', fields: { setting: 'java options' }, pattern: /^Error occurred during initialization of (?:VM|boot layer)\n(?<detail>(?!Could not (?:reserve|allocate)|Initial heap|Too small|Multiple garbage|Conflicting collector|Could not find agent library|agent library failed (?:to init|Agent_OnLoad): instrument)[^\n]{1,200})/m,
    sample: 'Error occurred during initialization of boot layer\njava.lang.module.FindException: Module nosuch not found', source: 'run:openjdk 17',
    nearMiss: 'Error occurred during initialization of VM\nagent library failed to init: instrument',
  },
  {
    name: 'vm-heap-small', kind: 'flag-unknown', fields: { program: 'java', flag: '-Xmx' }, pattern: /^Too small (?:maximum|initial) heap(?: size)?$/,
    sample: 'Too small maximum heap', source: 'case:flag-java-heap-unit',
    nearMiss: 'Too small a heap of apples',
  },
  {
    name: 'collectors', kind: 'config-rejected', pattern: /^(?<detail>Multiple garbage collectors selected|Conflicting collector combinations in option list[^\n]{0,80})/,
    sample: 'Multiple garbage collectors selected', source: 'openjdk/jdk:src/hotspot/share/gc/shared/gcConfig.cpp',
    nearMiss: 'Multiple collectors work together',
  },
  {
    name: 'vm-stack-small', kind: 'flag-unknown', fields: { program: 'java', flag: '-Xss' }, pattern: /^The (?:Java|VM|Compiler) thread stack size specified is too small/i,
    sample: 'The Java thread stack size specified is too small. Specify at least 180k', source: 'openjdk/jdk:src/hotspot/os/posix/os_posix.cpp',
    nearMiss: 'The Java thread stack size is 1024k',
  },
  {
    name: 'jar', kind: 'file-missing', pattern: /^Unable to access jarfile (?<path>\S{1,300})/,
    sample: 'Error: Unable to access jarfile /no.jar', source: 'run:java 17',
    nearMiss: 'Error: Invalid or corrupt jarfile /etc/hostname',
  },
  {
    name: 'agent-library', kind: 'library-missing', pattern: /^Could not find agent library (?<library>\S{1,300}) (?:in absolute path|on the library path), with error: (?<detail>[^\n]{1,300})/m,
    sample: 'Could not find agent library /opt/agent/libagent.so in absolute path, with error: /opt/agent/libagent.so: cannot open shared object file: No such file or directory', source: 'run:openjdk 17',
    nearMiss: 'agent library failed to init: instrument',
  },
  {
    name: 'agent-jar', kind: 'file-missing', pattern: /^Error opening zip file or JAR manifest missing ?: (?<path>\S{1,300})/,
    sample: 'Error opening zip file or JAR manifest missing : /opt/agent/agent.jar', source: 'openjdk/jdk:src/java.instrument/share/native/libinstrument/InvocationAdapter.c',
    nearMiss: 'Failed to find Premain-Class manifest attribute in /opt/agent/agent.jar',
  },
  {
    name: 'jar-corrupt', kind: 'data-corrupt', pattern: /^(?<detail>Invalid or corrupt jarfile) (?<path>\S{1,300})|(?<detail2>no main manifest attribute), in (?<path2>\S{1,300})/,
    sample: 'Error: Invalid or corrupt jarfile /etc/hostname', source: 'run:java 17',
    nearMiss: 'Error: Unable to access jarfile /no.jar',
  },
  {
    name: 'main-class', kind: 'flag-unknown', fields: { program: 'java' }, pattern: /^(?:Error: )?(?:Could not find or load main class (?<flag>\S{1,200})|Main method not found in class (?<flag2>[\w.$]{1,200}))(?:\nCaused by: java\.lang\.ClassNotFoundException: [^\n]{1,200})?/m,
    sample: 'Error: Could not find or load main class Order\nCaused by: java.lang.ClassNotFoundException: Order', source: 'case:cmd-java-class',
    nearMiss: 'Error: Could not create the Java Virtual Machine.',
  },
  {
    name: 'class', kind: 'module-missing', fields: { runtime: 'java' }, pattern: /java\.lang\.(?:ClassNotFoundException|NoClassDefFoundError): (?:Could not initialize class )?(?<module>[\w./$]{1,200})/,
    sample: 'Exception in thread "main" java.lang.ClassNotFoundException: com.example.Missing', source: 'run:java 17',
    nearMiss: 'java.lang.ClassCastException: class java.lang.String cannot be cast to class java.lang.Integer',
  },
  {
    name: 'method', kind: 'module-missing', fields: { runtime: 'java' }, pattern: /java\.lang\.(?:NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError): (?<module>[^\n]{1,200})/,
    sample: "java.lang.NoSuchMethodError: 'void org.slf4j.Logger.info(java.lang.String)'", source: 'openjdk/jdk:src/hotspot/share/interpreter/linkResolver.cpp',
    nearMiss: 'java.lang.NoSuchMethodException: Lab.nope()',
  },
  {
    name: 'class-version', kind: 'class-version', pattern: /UnsupportedClassVersionError: (?<detail>[^\n]{1,300})/,
    sample: 'java.lang.UnsupportedClassVersionError: com/example/App has been compiled by a more recent version of the Java Runtime (class file version 61.0), this version of the Java Runtime only recognizes class file versions up to 55.0', source: 'openjdk/jdk:src/hotspot/share/classfile/classFileParser.cpp',
    nearMiss: 'java.lang.ClassFormatError: Incompatible magic value 218762506 in class file',
  },
  {
    name: 'number', kind: 'value-invalid', fields: { expected: 'a number' }, pattern: /(?<!caused by java\.lang\.)NumberFormatException: (?:For input string: "(?<value>[^"\n]{0,200})(?:"|\n|$)|Cannot parse null string)/,
    sample: 'Exception in thread "main" java.lang.NumberFormatException: For input string: "1_000"', source: 'case:value-java-number',
    nearMiss: 'NumberFormat is set to en',
  },
  {
    name: 'enum', kind: 'value-invalid', pattern: /(?<!caused by java\.lang\.)IllegalArgumentException: No enum constant (?<expected>[\w.$]{1,200})\.(?<value>[\w-]{0,60})/,
    sample: 'Exception in thread "main" java.lang.IllegalArgumentException: No enum constant java.lang.Thread.State.NOPE', source: 'run:java 17',
    nearMiss: 'java.lang.IllegalArgumentException: Invalid UUID string: x',
  },
  {
    name: 'url', kind: 'value-invalid', fields: { expected: 'a URL' }, pattern: /(?:MalformedURLException: (?:no protocol: (?<value>\S{0,200})|unknown protocol: (?<value2>\S{1,60}))|URISyntaxException: [^\n:]{1,120}: (?<value3>[^\n]{1,200}))/,
    sample: 'Exception in thread "main" java.net.MalformedURLException: no protocol: nope', source: 'run:java 17',
    nearMiss: 'java.net.UnknownHostException: nohost.invalid',
  },
  {
    name: 'properties', kind: 'config-malformed', pattern: /IllegalArgumentException: (?<detail>Malformed \\uxxxx encoding\.)/,
    sample: 'java.lang.IllegalArgumentException: Malformed \\uxxxx encoding.', source: 'case:file-properties',
    nearMiss: 'java.lang.IllegalArgumentException: Invalid UUID string: x',
  },
  {
    name: 'yaml-mark', kind: 'config-malformed',
    pattern: /(?<detail>(?:org\.yaml\.snakeyaml\.|while scanning |while parsing |mapping values are not allowed)[^\n]{0,200})\n in (?:'(?:reader|string|(?<file>[^'\n]{1,200}))'|"reader"), line (?<line>\d{1,7}), column \d{1,7}:/m,
    sample: "org.yaml.snakeyaml.scanner.ScannerException: while scanning for the next token\n in 'reader', line 3, column 1:", source: 'snakeyaml/snakeyaml:src/main/java/org/yaml/snakeyaml/error/Mark.java',
    nearMiss: 'org.yaml.snakeyaml.Yaml is used\n in this version',
  },
  {
    name: 'xml-parse', kind: 'config-malformed', pattern: /SAXParseException; (?:systemId: file:(?<file>\/[^;\s]{1,300}); )?lineNumber: (?<line>\d{1,7}); columnNumber: \d{1,7}; (?<detail>[^\n]{1,160})/,
    sample: "Exception in thread \"main\" org.xml.sax.SAXParseException; systemId: file:/etc/shop/beans.xml; lineNumber: 4; columnNumber: 60; The reference to entity \"b\" must end with the ';' delimiter.", source: 'openjdk/jdk:src/java.xml/share/classes/org/xml/sax/SAXParseException.java',
    nearMiss: 'SAXParseException was handled',
  },
  {
    name: 'jenkins-plugin', kind: 'config-malformed', pattern: /^(?:[\w.$]{1,120}: )?(?<detail>Plugin \S{1,100}(?: \(via [^)\n]{1,200}\))? depends on \S{1,120}, but there is an older version defined on the top level - (?<token>[\w.-]{1,80}:[\w.-]{1,60}))/,
    sample: 'Plugin plugin1:1.0 depends on replaced:1.0.1, but there is an older version defined on the top level - replaced:1.0', source: 'jenkinsci/plugin-installation-manager-tool:plugin-management-library/src/main/java/io/jenkins/tools/pluginmanager/impl/PluginManager.java',
    nearMiss: 'Plugin plugin1:1.0 depends on replaced:1.0.1',
  },
  {
    name: 'jackson', kind: 'config-malformed', pattern: /com\.fasterxml\.jackson\.\w{1,20}(?:\.\w{1,30}){0,3}\.(?:\w{0,30}(?:ParseException|UnrecognizedPropertyException|MismatchedInputException|InvalidFormatException)): (?<detail>[^\n]{1,200})/,
    sample: "com.fasterxml.jackson.core.JsonParseException: Unexpected character ('}' (code 125)): was expecting double-quote to start field name", source: 'FasterXML/jackson-core:src/main/java/com/fasterxml/jackson/core/base/ParserMinimalBase.java',
    nearMiss: 'com.fasterxml.jackson.databind.ObjectMapper is used',
  },
  {
    name: 'spring-placeholder', kind: 'variable-missing', pattern: /Could not resolve placeholder (?:'(?<name>[^']{1,150})' in (?:value|string value) "|\$\{(?<name2>[^}:\s]{1,150})\})/,
    sample: 'java.lang.IllegalArgumentException: Could not resolve placeholder \'DB_URL\' in value "${DB_URL}"', source: 'spring-projects/spring-framework:spring-core/src/main/java/org/springframework/util/PropertyPlaceholderHelper.java',
    nearMiss: 'resolved placeholder \'DB_URL\' in value "${DB_URL}"',
  },
  {
    name: 'spring-port', kind: 'port-in-use', pattern: /Web server failed to start\. Port (?<port>\d{1,5}) was already in use/,
    sample: 'Web server failed to start. Port 8080 was already in use.', source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/diagnostics/analyzer/PortInUseFailureAnalyzer.java',
    nearMiss: 'Tomcat started on port 8080 (http) with context path ""',
  },
  {
    name: 'spring-datasource', kind: 'variable-missing', fields: { name: 'SPRING_DATASOURCE_URL', file: 'application.properties or application.yml, of the profile that is active' }, pattern: /Failed to configure a DataSource: 'url' attribute is not specified/,
    sample: "Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.", source: 'spring-projects/spring-boot:spring-boot-project/spring-boot-autoconfigure/src/main/java/org/springframework/boot/autoconfigure/jdbc/DataSourceBeanCreationFailureAnalyzer.java',
    nearMiss: 'DataSource configured',
  },
  {
    name: 'spring-property-absent', kind: 'variable-missing',
    pattern: /^Binding to target .{1,300} failed:\n(?:[^\n]{0,400}\n){1,60}? {4}Property: (?<name>[\w.-]{1,150})\n {4}Value: "?(?:null)?"?\n {4}Reason: must not be (?:null|blank|empty)/m,
    each: /^ {4}Property: (?<name>[\w.-]{1,150})\n {4}Value: "?(?:null)?"?\n {4}Reason: must not be (?:null|blank|empty)/gm,
    sample: 'Binding to target com.example.ShopProperties failed:\n\n    Property: shop.apiUrl\n    Value: "null"\n    Reason: must not be null', source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/diagnostics/analyzer/BindValidationFailureAnalyzer.java',
    nearMiss: 'Binding to target com.example.ShopProperties failed:\n\n    Property: shop.maxItems\n    Value: "500"\n    Reason: must be less than or equal to 100',
  },
  {
    name: 'spring-property-refused', kind: 'value-invalid',
    pattern: /^Binding to target .{1,300} failed:\n\n {4}Property: (?<name>[\w.-]{1,150})\n {4}Value: "?(?!"?null"?$)(?<value>[^"\n]{0,150})"?\n(?: {4}Origin: [^\n]{1,250}\n)? {4}Reason: (?<expected>[^\n]{1,160})/m,
    sample: 'Binding to target com.example.ShopProperties failed:\n\n    Property: shop.maxItems\n    Value: "500"\n    Origin: System Environment Property "SHOP_MAXITEMS"\n    Reason: must be less than or equal to 100', source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/diagnostics/analyzer/BindValidationFailureAnalyzer.java',
    nearMiss: 'Binding to target com.example.ShopProperties failed:\n\n    Property: shop.apiUrl\n    Value: "null"\n    Reason: must not be null',
  },
  {
    name: 'spring-bind', kind: 'value-invalid', pattern: /Failed to bind properties under '(?<name>[^']{1,150})' to (?<expected>[\w.$<>]{1,150})(?![\w.$<>]| failed:)(?::[\s\S]{0,120}?Value: "(?<value>[^"\n]{0,150})")?/m,
    sample: "Failed to bind properties under 'server.port' to java.lang.Integer:\n\n    Property: server.port\n    Value: \"abc\"", source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/diagnostics/analyzer/BindFailureAnalyzer.java',
    nearMiss: "properties under 'server.port' are bound",
  },
  {
    name: 'spring-bean', kind: 'exception', fields: { type: 'NoSuchBeanDefinitionException', runtime: 'java' }, pattern: /(?<message>(?:Parameter \d{1,3} of (?:constructor|method \w{1,100}) in|Field \w{1,100} in) \S{1,250} required a (?:single )?bean[^\n]{1,250}|The dependencies of some of the beans in the application context form a cycle)/,
    sample: "Parameter 0 of constructor in com.example.OrderService required a bean of type 'com.example.PriceClient' that could not be found.", source: 'spring-projects/spring-boot:spring-boot-project/spring-boot-autoconfigure/src/main/java/org/springframework/boot/autoconfigure/diagnostics/analyzer/NoSuchBeanDefinitionFailureAnalyzer.java',
    nearMiss: 'a bean of type PriceClient is found',
  },
  {
    name: 'spring-analysis', kind: 'fatal-line', pattern: /^Description:\n\n(?<message>(?!Failed to (?:bind|configure a DataSource)|Binding to target|Web server failed|Parameter \d|Field \w|Config data)[^\n]{3,300})/m,
    sample: 'Description:\n\nThe bean \'prices\' could not be injected because it is a JDK dynamic proxy', source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/diagnostics/LoggingFailureAnalysisReporter.java',
    nearMiss: 'Description: the shop of the town',
  },
  {
    name: 'spring-config-file', kind: 'file-missing', pattern: /Config data (?:resource|location) '(?:file \[)?(?<path>[^'\]]{1,250})\]?'?(?: via location '[^']{1,200}')? (?:does not exist|cannot be found|could not be found)/,
    sample: "Config data resource 'file [/config/application.yml]' via location 'file:/config/' does not exist", source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/context/config/ConfigDataResourceNotFoundException.java',
    nearMiss: "Config data resource 'file [/config/application.yml]' is loaded",
  },
  {
    name: 'spring-import', kind: 'config-rejected', pattern: /(?<detail>No spring\.config\.import property has been defined|spring\.config\.import missing \w{1,60})/,
    sample: 'No spring.config.import property has been defined', source: 'spring-cloud/spring-cloud-config:spring-cloud-config-client/src/main/java/org/springframework/cloud/config/client/ConfigServerConfigDataMissingEnvironmentPostProcessor.java',
    nearMiss: 'spring.config.import=optional:configserver:',
  },
  {
    name: 'jdbc-url', kind: 'value-invalid', fields: { expected: 'a URL that begins with jdbc:' }, pattern: /IllegalArgumentException: URL must start with 'jdbc'|claims to not accept jdbcUrl, (?<value>(?!jdbc:)\S{1,250})/,
    sample: "java.lang.IllegalArgumentException: URL must start with 'jdbc'", source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/jdbc/DatabaseDriver.java',
    nearMiss: 'java.lang.RuntimeException: Driver org.postgresql.Driver claims to not accept jdbcUrl, jdbc:mysql://db:3306/shop',
  },
  {
    name: 'aws-region', kind: 'variable-missing', fields: { name: 'AWS_REGION' }, pattern: /SdkClientException: Unable to (?:load region from any of the providers|find a region via the region provider chain)/,
    sample: 'software.amazon.awssdk.core.exception.SdkClientException: Unable to load region from any of the providers in the chain software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain@1', source: 'aws/aws-sdk-java-v2:core/regions/src/main/java/software/amazon/awssdk/regions/providers/AwsRegionProviderChain.java',
    nearMiss: 'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain',
  },
  {
    name: 'sonar-jdbc', kind: 'value-invalid', fields: { expected: 'a URL that begins with jdbc:' }, pattern: /Bad format of JDBC URL: (?<value>\S{0,250})/,
    sample: 'org.sonar.process.MessageException: Bad format of JDBC URL: postgresql://db:5432/sonar', source: 'SonarSource/sonarqube:server/sonar-main/src/main/java/org/sonar/application/config/JdbcSettings.java',
    nearMiss: 'JDBC URL: jdbc:postgresql://db:5432/sonar',
  },
  {
    name: 'jenkins-attribute', kind: 'config-malformed', pattern: /UnknownAttributesException: (?<detail>[\w.-]{1,80}: Invalid configuration elements for type: class [\w.$]{1,150} : (?<token>[\w.-]{1,80})\.(?:\n ?Available attributes : [^\n]{1,300})?)/m,
    sample: 'io.jenkins.plugins.casc.UnknownAttributesException: jenkins: Invalid configuration elements for type: class jenkins.model.Jenkins : numExecutor.\nAvailable attributes : agentProtocols, numExecutors, mode', source: 'jenkinsci/configuration-as-code-plugin:plugin/src/main/java/io/jenkins/plugins/casc/BaseConfigurator.java',
    nearMiss: 'io.jenkins.plugins.casc.ConfiguratorException: No configurator for root element jenkinz',
  },
  {
    name: 'hibernate-table', kind: 'table-missing', pattern: /Schema-validation: missing table \[(?<table>[\w.]{1,120})\]/,
    sample: 'org.hibernate.tool.schema.spi.SchemaManagementException: Schema-validation: missing table [orders]', source: 'hibernate/hibernate-orm:hibernate-core/src/main/java/org/hibernate/tool/schema/internal/AbstractSchemaValidator.java',
    nearMiss: 'Schema-validation: missing sequence [orders_seq]',
  },
  {
    name: 'hibernate-column', kind: 'migration-failed', pattern: /(?<detail>Schema-validation: (?:missing column \[[\w.]{1,120}\] in table \[[\w.]{1,120}\]|missing sequence \[[\w.]{1,120}\]|wrong column type encountered in column \[[\w.]{1,120}\] in table \[[\w.]{1,120}\][^\n]{0,120}))/,
    sample: 'org.hibernate.tool.schema.spi.SchemaManagementException: Schema-validation: missing column [paid] in table [orders]', source: 'hibernate/hibernate-orm:hibernate-core/src/main/java/org/hibernate/tool/schema/internal/AbstractSchemaValidator.java',
    nearMiss: 'Schema-validation: missing table [orders]',
  },
  {
    name: 'kafka-address', kind: 'value-invalid', fields: { expected: 'a list of host:port' }, pattern: /ConfigException: Invalid (?:url|port) in \S{1,60}: (?<value>\S{1,250})/,
    sample: 'org.apache.kafka.common.config.ConfigException: Invalid url in bootstrap.servers: kafka', source: 'apache/kafka:clients/src/main/java/org/apache/kafka/clients/ClientUtils.java',
    nearMiss: 'org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
  },
  {
    name: 'kafka-value', kind: 'value-invalid', pattern: /ConfigException: Invalid value (?<value>[^\n]{0,150}?) for configuration (?<name>[\w.-]{1,100})(?:: (?<expected>[^\n]{1,160}))?$/,
    sample: 'org.apache.kafka.common.config.ConfigException: Invalid value often for configuration max.poll.records: Not a number of type INT', source: 'apache/kafka:clients/src/main/java/org/apache/kafka/common/config/ConfigException.java',
    nearMiss: 'org.apache.kafka.common.config.ConfigException: Missing required configuration "bootstrap.servers" which has no default value.',
  },
  {
    name: 'kafka-node-id', kind: 'value-invalid', fields: { name: 'node.id', expected: 'one of the voters in controller.quorum.voters' }, pattern: /the node id (?<value>\d{1,9}) must be included in the set of voters/,
    sample: "java.lang.IllegalArgumentException: requirement failed: If process.roles contains the 'controller' role, the node id 4 must be included in the set of voters controller.quorum.voters=Set(1, 2)", source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaConfig.scala',
    nearMiss: 'the node id 4 is included in the set of voters',
  },
  {
    name: 'kafka-advertised', kind: 'value-invalid', fields: { expected: 'a host name or an address that its clients reach' }, pattern: /(?<name>advertised\.listeners) cannot use the nonroutable meta-address (?<value>\d{1,3}(?:\.\d{1,3}){3})/,
    sample: 'java.lang.IllegalArgumentException: requirement failed: advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.', source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaConfig.scala',
    nearMiss: 'advertised.listeners is kafka-0:9092',
  },
  {
    name: 'kafka-listener', kind: 'value-invalid', fields: { name: 'listener.security.protocol.map', expected: 'an entry for each of its listeners, such as INTERNAL:PLAINTEXT' }, pattern: /No security protocol defined for listener [\w.-]{1,60}/,
    sample: "java.lang.IllegalArgumentException: Error creating broker listeners from 'INTERNAL://:9092': No security protocol defined for listener INTERNAL", source: 'apache/kafka:core/src/main/scala/kafka/utils/CoreUtils.scala',
    nearMiss: 'the security protocol of listener INTERNAL is PLAINTEXT',
  },
  {
    name: 'zookeeper-id', kind: 'file-missing', pattern: /IllegalArgumentException: (?<path>myid) file is missing/,
    sample: 'Caused by: java.lang.IllegalArgumentException: myid file is missing', source: 'apache/zookeeper:zookeeper-server/src/main/java/org/apache/zookeeper/server/quorum/QuorumPeerConfig.java',
    nearMiss: 'myid file is read',
  },
  {
    name: 'jdbc-driver', kind: 'module-missing', fields: { runtime: 'java' }, pattern: /No suitable driver(?: found for (?<module>jdbc:\w{1,30}))?|Cannot load driver class: (?<module2>[\w.]{1,150})/,
    sample: 'Exception in thread "main" java.sql.SQLException: No suitable driver found for jdbc:postgresql://db:5432/x', source: 'run:java 17',
    nearMiss: 'java.sql.SQLException: Connection is closed',
  },
  {
    name: 'jdbc-mysql-link', kind: 'dependency-unreachable', fields: { detail: 'Communications link failure' }, pattern: /(?:CommunicationsException: )?Communications link failure/,
    sample: 'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure', source: 'mysql/mysql-connector-j:src/main/resources/com/mysql/cj/LocalizedErrorMessages.properties',
    nearMiss: 'the communications link is up',
  },
  {
    name: 'hikari', kind: 'dependency-unreachable', pattern: /(?<detail>\S{1,60} - (?:Exception during pool initialization|Connection is not available, request timed out after \d{1,9}ms)[^\n]{0,80}|Failed to initialize pool: [^\n]{1,200})/,
    sample: 'HikariPool-1 - Exception during pool initialization.', source: 'brettwooldridge/HikariCP:src/main/java/com/zaxxer/hikari/pool/HikariPool.java',
    nearMiss: 'HikariPool-1 - Start completed.',
  },
  {
    name: 'flyway-postgresql', kind: 'module-missing', fields: { runtime: 'java', module: 'flyway-database-postgresql' }, pattern: /FlywayException: Unsupported Database: PostgreSQL/,
    sample: 'org.flywaydb.core.api.FlywayException: Unsupported Database: PostgreSQL 16.1', source: 'flyway/flyway:flyway-core/src/main/java/org/flywaydb/core/internal/database/DatabaseTypeRegister.java',
    nearMiss: 'Flyway upgrade recommended: PostgreSQL 16.1 is newer than this version of Flyway',
  },
  {
    name: 'flyway-mysql', kind: 'module-missing', fields: { runtime: 'java', module: 'flyway-mysql' }, pattern: /FlywayException: Unsupported Database: (?:MySQL|MariaDB)/,
    sample: 'org.flywaydb.core.api.FlywayException: Unsupported Database: MySQL 8.0', source: 'flyway/flyway:flyway-core/src/main/java/org/flywaydb/core/internal/database/DatabaseTypeRegister.java',
    nearMiss: 'Flyway upgrade recommended: MySQL 8.3 is newer than this version of Flyway',
  },
  {
    name: 'flyway-statement', kind: 'migration-failed', fields: { tool: 'flyway' }, pattern: /(?:Migration|Script) [^\s"]{1,150} failed\n-{5,100}\nSQL State {1,3}: \S{1,10}\n(?:Error Code {1,3}: \S{1,12}\n)?Message {1,6}: (?<detail>[^\n]{1,300})/m,
    sample: 'ERROR: Migration V3__orders.sql failed\n------------------------------\nSQL State  : 42P07\nError Code : 0\nMessage    : ERROR: relation "orders" already exists', source: 'flyway/flyway:flyway-core/src/main/java/org/flywaydb/core/internal/sqlscript/FlywaySqlScriptException.java',
    nearMiss: 'Message    : ERROR: relation "orders" already exists',
  },
  {
    name: 'flyway', kind: 'migration-failed', fields: { tool: 'flyway' }, pattern: /(?<detail>Validate failed: Migrations have failed validation|Migration checksum mismatch for migration version \S{1,40}|Detected failed migration to version \S{1,40}|Detected resolved migration not applied to database: \S{1,40}|Detected applied migration not resolved locally: \S{1,40}|Migration [^\s"]{1,150} failed|Schema history table[^\n]{1,80}found non-empty schema|Found non-empty schema\(s\) [^\n]{1,80} but no schema history table)/,
    sample: 'org.flywaydb.core.api.exception.FlywayValidateException: Validate failed: Migrations have failed validation', source: 'flyway/flyway:flyway-core/src/main/java/org/flywaydb/core/api/exception/FlywayValidateException.java',
    nearMiss: 'Successfully validated 12 migrations (execution time 00:00.020s)',
  },
  {
    name: 'liquibase-statement', kind: 'migration-failed', fields: { tool: 'liquibase' }, pattern: /Migration failed for change ?set [^\n]{1,300}:\n[ \t]{1,10}Reason: [\w.]{1,100}Exception: (?<detail>[^\n]{1,300})/m,
    sample: 'Unexpected error running Liquibase: Migration failed for changeset example-changelog.sql::1::your.name:\n     Reason: liquibase.exception.DatabaseException: ERROR: syntax error at or near "auto_increment"', source: 'liquibase/liquibase:liquibase-standard/src/main/java/liquibase/exception/MigrationFailedException.java',
    nearMiss: 'Unexpected error running Liquibase: Migration failed for changeset example-changelog.sql::1::your.name:',
  },
  {
    name: 'liquibase-lock', kind: 'migration-failed', fields: { tool: 'liquibase' }, pattern: /(?<detail>Could not acquire change log lock(?:\. {1,2}Currently locked by [^\n]{1,120})?)/,
    sample: 'liquibase.exception.LockException: Could not acquire change log lock.  Currently locked by app-5d9 (10.244.0.5) since 1/1/26, 12:00 AM', source: 'liquibase/liquibase:liquibase-standard/src/main/java/liquibase/lockservice/StandardLockService.java',
    nearMiss: 'Successfully acquired change log lock',
  },
  {
    name: 'liquibase-checksum', kind: 'migration-failed', fields: { tool: 'liquibase' }, pattern: /Validation Failed:\n {1,20}\d{1,4} change ?sets? check ?sum\n {1,20}(?<detail>[^\s:][^\n:]{0,200}::[^\n:]{1,100}::[^\n:]{1,100} was: [\w:]{1,80} but is now: [\w:]{1,80})/m,
    sample: 'liquibase.exception.ValidationFailedException: Validation Failed:\n     1 changesets check sum\n          db/changelog.xml::1::me was: 9:aaa but is now: 9:bbb', source: 'liquibase/liquibase:liquibase-standard/src/main/java/liquibase/exception/ValidationFailedException.java',
    nearMiss: 'Validation Failed:\n     1 preconditions failed',
  },
  {
    name: 'liquibase', kind: 'migration-failed', fields: { tool: 'liquibase' }, pattern: /(?<detail>Migration failed for change ?set [^\n]{1,160}|Validation Failed:\s?[^\n]{0,80}|change sets? check ?sum)/,
    sample: 'liquibase.exception.LiquibaseException: liquibase.exception.MigrationFailedException: Migration failed for changeset db/changelog.xml::3::me:', source: 'liquibase/liquibase:liquibase-standard/src/main/java/liquibase/exception/MigrationFailedException.java',
    nearMiss: 'ChangeSet db/changelog.xml::3::me ran successfully in 5ms',
  },
  {
    name: 'quarkus-config', kind: 'variable-missing', pattern: /SRCFG0001[14]: .{0,80}?(?:property|The config property) (?<name>[\w.-]{1,150}) (?:is required|was not found|could not be expanded)|Could not expand value (?<name2>[\w.-]{1,150}) in property|Failed to load config value of type .{1,120}? for: (?<name3>[\w.-]{1,150})/,
    sample: "java.util.NoSuchElementException: SRCFG00014: The config property app.token is required but it could not be found in any config source", source: 'smallrye/smallrye-config:implementation/src/main/java/io/smallrye/config/ConfigMessages.java',
    nearMiss: 'SRCFG01001: The mapping is loaded',
  },
  {
    name: 'quarkus-value', kind: 'value-invalid', pattern: /SRCFG000(?:29|3[0-3]): Expected (?<expected>an? \w{1,20}) value, got "(?<value>[^"]{0,200})"|SRCFG00039: The config property (?<name>[\w.-]{1,150}) with the config value "(?<value2>[^"]{0,200})" threw/,
    sample: 'java.lang.IllegalArgumentException: SRCFG00029: Expected an integer value, got "80a"', source: 'smallrye/smallrye-config:implementation/src/main/java/io/smallrye/config/ConfigMessages.java',
    nearMiss: 'java.util.NoSuchElementException: SRCFG00014: The config property app.token is required but it could not be found in any config source',
  },
  {
    name: 'quarkus-datasource', kind: 'variable-missing', fields: { name: 'QUARKUS_DATASOURCE_JDBC_URL', file: 'application.properties' }, pattern: /Datasource '<default>' (?:is not configured|was deactivated automatically because its URL is not set)/,
    sample: "io.quarkus.runtime.configuration.ConfigurationException: Unable to find datasource '<default>' for persistence unit '<default>': Datasource '<default>' is not configured.", source: 'quarkusio/quarkus:extensions/datasource/common/src/main/java/io/quarkus/datasource/common/runtime/DataSourceUtil.java',
    nearMiss: "Datasource '<default>' is ready",
  },
  {
    name: 'agroal-url', kind: 'value-invalid', fields: { expected: 'a URL that begins with jdbc:' }, pattern: /Driver does not support the provided URL: (?<value>(?!jdbc:)\S{1,250})/,
    sample: 'java.sql.SQLException: Driver does not support the provided URL: postgresql://db:5432/shop', source: 'agroal/agroal:agroal-pool/src/main/java/io/agroal/pool/util/PropertyInjector.java',
    nearMiss: 'java.sql.SQLException: Driver does not support the provided URL: jdbc:mysql://db:3306/shop',
  },
  {
    name: 'mysql-public-key', kind: 'value-invalid', fields: { expected: 'a URL with allowPublicKeyRetrieval=true' }, pattern: /Public Key Retrieval is not allowed/,
    sample: 'com.mysql.cj.exceptions.UnableToConnectException: Public Key Retrieval is not allowed', source: 'mysql/mysql-connector-j:src/main/resources/com/mysql/cj/LocalizedErrorMessages.properties',
    nearMiss: 'Public Key Retrieval is allowed',
  },
  {
    name: 'oracle-service', kind: 'database-missing', pattern: /ORA-12514\b[^\n]{0,80}?Service (?<database>[\w.$-]{1,100}) is not registered with the listener at host (?<host>[\w.-]{1,253}) port (?<port>\d{1,5})|ORA-12514, TNS:listener does not currently know of service/,
    sample: 'java.sql.SQLException: ORA-12514: Cannot connect to database. Service SHOP is not registered with the listener at host oracle port 1521. (CONNECTION_ID=abc)', source: 'oracle/docker-images:OracleDatabase/SingleInstance/README.md',
    nearMiss: 'ORA-12541: Cannot connect. No listener at host oracle port 1521.',
  },
  {
    name: 'oracle-login', kind: 'auth-failed', fields: { service: 'oracle' }, pattern: /(?<detail>ORA-01017: invalid (?:username\/password|credential)[^\n]{0,80})/,
    sample: 'java.sql.SQLException: ORA-01017: invalid username/password; logon denied', source: 'oracle/docker-images:OracleDatabase/SingleInstance/README.md',
    nearMiss: 'ORA-28000: The account is locked.',
  },
  {
    name: 'quarkus-unknown', kind: 'config-rejected', pattern: /SRCFG00050: (?<detail>(?<setting>[\w.-]{1,150}) in [^\n]{1,200}? does not map to any root)/,
    sample: 'SRCFG00050: shop.tiemout in PropertiesConfigSource[source=file:/deployments/config/application.properties]:2 does not map to any root', source: 'smallrye/smallrye-config:implementation/src/main/java/io/smallrye/config/ConfigMessages.java',
    nearMiss: 'SRCFG01001: The mapping is loaded',
  },
  {
    name: 'micronaut-property', kind: 'variable-missing', pattern: /Error resolving property value \[\$\{(?<name>[\w.-]{1,150})\}\]\. Property doesn't exist/,
    sample: "Message: Error resolving property value [${shop.api-url}]. Property doesn't exist", source: 'micronaut-projects/micronaut-core:inject/src/main/java/io/micronaut/context/AbstractInitializableBeanDefinition.java',
    nearMiss: 'Message: Error resolving field value [int port] of class',
  },
  {
    name: 'hocon-substitution', kind: 'variable-missing', pattern: /Could not resolve substitution to a value: \$\{(?<name>[A-Z][A-Z0-9_]{1,150})\}/,
    sample: 'com.typesafe.config.ConfigException$UnresolvedSubstitution: application.conf @ jar:file:/app/app.jar!/application.conf: 12: Could not resolve substitution to a value: ${JWT_SECRET}', source: 'lightbend/config:config/src/main/java/com/typesafe/config/ConfigException.java',
    nearMiss: 'com.typesafe.config.ConfigException$UnresolvedSubstitution: application.conf: 12: Could not resolve substitution to a value: ${akka.loglevels}',
  },
  {
    name: 'hocon-entry', kind: 'config-rejected', pattern: /(?<detail>No configuration setting found for key '(?<setting>[^'\n]{1,120})'|Could not resolve substitution to a value: \$\{(?<setting2>[a-z][\w.-]{1,150})\}|ApplicationConfigurationException: Property (?<setting3>[\w.-]{1,120}) not found)/,
    sample: "com.typesafe.config.ConfigException$Missing: application.conf @ file:/etc/shop/application.conf: 1: No configuration setting found for key 'db'", source: 'lightbend/config:config/src/main/java/com/typesafe/config/ConfigException.java',
    nearMiss: 'com.typesafe.config.ConfigException$UnresolvedSubstitution: application.conf: 12: Could not resolve substitution to a value: ${JWT_SECRET}',
  },
  {
    name: 'bind', kind: 'port-in-use', pattern: /(?:java\.net\.BindException: Address already in use|QuarkusBindException: Port\(s\) already bound: (?<port>\d{1,5})|Failed to bind to (?:\S{0,200}[:/])?(?<port2>\d{1,5})$)/,
    sample: 'Exception in thread "main" java.net.BindException: Address already in use', source: 'run:java 17',
    nearMiss: 'Exception in thread "main" java.net.BindException: Cannot assign requested address',
  },
  {
    name: 'jdwp-bind', kind: 'port-in-use', pattern: /^transport error 202: bind failed: Address already in use$/,
    sample: 'ERROR: transport error 202: bind failed: Address already in use', source: 'openjdk/jdk:src/jdk.jdwp.agent/share/native/libdt_socket/socketTransport.c',
    nearMiss: 'ERROR: transport error 202: gethostbyname: unknown host',
  },
  {
    name: 'bind-denied', kind: 'port-privileged', pattern: /java\.net\.(?:Bind|Socket)Exception: Permission denied(?! \(connect failed\))/,
    sample: 'java.net.BindException: Permission denied', source: 'openjdk/jdk:src/java.base/unix/native/libnio/ch/Net.c',
    nearMiss: 'java.net.BindException: Address already in use',
  },
  {
    name: 'threads', kind: 'threads-exhausted', pattern: /(?<detail>OutOfMemoryError: unable to create (?:new )?native thread[^\n]{0,100})/,
    sample: 'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached', source: 'openjdk/jdk:src/hotspot/share/runtime/javaThread.cpp',
    nearMiss: 'java.lang.OutOfMemoryError: Java heap space',
  },
  {
    name: 'keystore', kind: 'config-rejected', pattern: /(?<detail>Invalid keystore format)/,
    sample: 'java.io.IOException: Invalid keystore format', source: 'openjdk/jdk:src/java.base/share/classes/sun/security/provider/JavaKeyStore.java',
    nearMiss: 'the keystore is opened',
  },
  {
    name: 'keystore-password', kind: 'config-rejected', pattern: /(?<detail>keystore password was incorrect|Keystore was tampered with, or password was incorrect|failed to decrypt safe contents entry|UnrecoverableKeyException: (?:Cannot recover key|Get Key failed))/,
    sample: 'java.io.IOException: keystore password was incorrect', source: 'openjdk/jdk:src/java.base/share/classes/sun/security/pkcs12/PKCS12KeyStore.java',
    nearMiss: 'java.io.IOException: Invalid keystore format',
  },
];
