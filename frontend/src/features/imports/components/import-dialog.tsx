import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toasts'
import { useImport, usePreviewImport, type FileToImport, type ImportPreview } from '../api/use-import-intents'
import { FileForm } from './file-form'
import { PreviewedFile } from './previewed-file'

interface Previewed {
  file: FileToImport
  preview: ImportPreview
}

/** Choose a file, see what was understood and which cells cannot be used, then import all of it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const [file, setFile] = useState<FileToImport | null>(null)
  const [previewed, setPreviewed] = useState<Previewed | null>(null)
  const preview = usePreviewImport((read) => {
    if (file) setPreviewed({ file, preview: read })
  })
  const store = useImport((imported) => {
    toast(t`${imported.rows} people are imported. They are being scored now.`)
    onClose()
  })

  function check(chosen: FileToImport) {
    setFile(chosen)
    preview.mutate(chosen)
  }

  return (
    <Dialog title={t`Import a file`} isOpen onClose={onClose} wide>
      {previewed ? (
        <PreviewedFile
          preview={previewed.preview}
          problem={store.error}
          isPending={store.isPending}
          onBack={() => setPreviewed(null)}
          onImport={() => store.mutate(previewed.file)}
        />
      ) : (
        <FileForm file={file} problem={preview.error} isPending={preview.isPending} onCheck={check} onCancel={onClose} />
      )}
    </Dialog>
  )
}
