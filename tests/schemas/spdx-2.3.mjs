// SPDX-License-Identifier: Apache-2.0
// What SPDX 2.3 demands of the members that Layerward writes, clause by clause.
const text = { type: "string" };
const oneLine = { type: "string", minLength: 1 };
const id = { type: "string", pattern: "^SPDXRef-[A-Za-z0-9.-]+$" };
const time = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" };
const actor = { type: "string", pattern: "^(Tool|Person|Organization): .+$" };
const closed = (required, properties) => ({ type: "object", additionalProperties: false, required, properties });
const list = (items) => ({ type: "array", items });

// 7.21 with Annex F.2 and F.3
const externalRef = closed(["referenceCategory", "referenceType", "referenceLocator"], {
  referenceCategory: { enum: ["OTHER", "PERSISTENT-ID", "SECURITY", "PACKAGE-MANAGER"] },
  referenceType: { enum: ["purl", "advisory"] },
  referenceLocator: { type: "string", pattern: "^\\S+$" },
});

// 12
const annotation = closed(["annotationDate", "annotationType", "annotator", "comment"], {
  annotationDate: time, annotationType: { enum: ["OTHER", "REVIEW"] }, annotator: actor, comment: text,
});

// 7.10: 64 lower-case digits for SHA256
const checksum = closed(["algorithm", "checksumValue"], {
  algorithm: { const: "SHA256" }, checksumValue: { type: "string", pattern: "^[0-9a-f]{64}$" },
});

// 7
const pkg = closed(["SPDXID", "name", "downloadLocation"], {
  SPDXID: id,
  name: oneLine,
  versionInfo: text,
  packageFileName: text,
  downloadLocation: { type: "string", pattern: "^(NOASSERTION|NONE|(git\\+)?https?://.+)$" },
  filesAnalyzed: { type: "boolean" },
  checksums: list(checksum),
  licenseConcluded: oneLine,
  licenseDeclared: oneLine,
  copyrightText: oneLine,
  sourceInfo: text,
  comment: text,
  primaryPackagePurpose: {
    enum: ["APPLICATION", "FRAMEWORK", "LIBRARY", "CONTAINER", "OPERATING-SYSTEM", "DEVICE", "FIRMWARE", "SOURCE", "ARCHIVE", "FILE", "INSTALL", "OTHER"],
  },
  externalRefs: list(externalRef),
  annotations: list(annotation),
});
// 7.9: a package whose files were not analysed has no verification code; closed() sees to that.

export const spdxSchema = closed(
  ["spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace", "creationInfo", "packages", "relationships"],
  {
    spdxVersion: { const: "SPDX-2.3" }, // 6.1
    dataLicense: { const: "CC0-1.0" }, // 6.2
    SPDXID: { const: "SPDXRef-DOCUMENT" }, // 6.3
    name: oneLine, // 6.4
    documentNamespace: { type: "string", format: "uri", pattern: "^[^#]+$" }, // 6.5: unique, without "#"
    creationInfo: closed(["created", "creators"], { // 6.8 to 6.10
      created: time, creators: { ...list(actor), minItems: 1 }, comment: text,
    }),
    packages: { ...list(pkg), minItems: 1 },
    hasExtractedLicensingInfos: list(closed(["licenseId", "extractedText"], { // 10
      licenseId: { type: "string", pattern: "^LicenseRef-[A-Za-z0-9.-]+$" }, extractedText: oneLine, name: text,
    })),
    relationships: list(closed(["spdxElementId", "relationshipType", "relatedSpdxElement"], { // 11
      spdxElementId: id, relationshipType: { enum: ["DESCRIBES", "CONTAINS"] }, relatedSpdxElement: id,
    })),
  },
);
