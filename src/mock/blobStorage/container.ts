/** The destination of one container's blobs: all that the storage service knows about its owner. */
export interface BlobContainer {
  has: (blobName: string) => Promise<boolean>;
  /** Reads a blob's content to its end. Nothing is stored until it is committed. */
  read: (blobName: string, content: AsyncIterable<Uint8Array>) => Promise<ReadBlob>;
}

export interface ReadBlob {
  /**
   * Stores the blob, replacing any earlier one.
   *
   * @param isNew stores it only if it doesn't exist yet
   */
  commit: (isNew: boolean) => Promise<"stored" | "exists" | "gone">;
}
