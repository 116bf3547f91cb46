/** What looks for known holes in images. */
export enum ImageScanner {
  /** Security Center. It takes layers of any size; the registry must be allowed to call it. */
  SECURITY_CENTER = 'SAS',

  /** Trivy, as the registry runs it. It may fail on layers over 3 GB, which images of engines have. */
  TRIVY = 'ACR',
}

/** Severity of a finding, as the registry counts it. What others call critical is among the high ones. */
export enum ImageSeverity {
  /** High and critical. */
  HIGH = 'HIGH',

  /** Medium and above. */
  MEDIUM = 'MEDIUM',

  /** Everything that is known. */
  LOW = 'LOW',
}
