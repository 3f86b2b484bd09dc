/** Where the blobs of one container go: what the storage account knows of who uses it. */
export interface BlobContainer {
  has: (blobName: string) => Promise<boolean>;
  /** Reads a blob's content to its end. Nothing is stored before it is committed. */
  read: (blobName: string, content: AsyncIterable<Uint8Array>) => Promise<ReadBlob>;
}

export interface ReadBlob {
  /**
   * Stores the blob in place of an earlier one.
   *
   * @param isNew stores it only if there is none yet
   */
  commit: (isNew: boolean) => Promise<"stored" | "exists" | "gone">;
}
